import java.net.URLEncoder;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogInjection {
    private final Logger log = LoggerFactory.getLogger(LogInjection.class);

    void found(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ruleid: java.log-injection
        log.info("login of {}", name);
        // ruleid: java.log-injection
        log.warn("login of " + name);
    }

    void nearMisses(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ok: java.log-injection
        log.info("login of {}", URLEncoder.encode(name, StandardCharsets.UTF_8));
        // ok: java.log-injection
        log.warn("login");
    }
}
