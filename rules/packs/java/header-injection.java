import java.net.URLEncoder;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

class HeaderInjection {
    void found(HttpServletRequest request, HttpServletResponse response) {
        String name = request.getParameter("name");
        // ruleid: java.header-injection
        response.setHeader("X-Name", name);
        // ruleid: java.header-injection
        response.addHeader("Location", "/users/" + name);
    }

    void nearMisses(HttpServletRequest request, HttpServletResponse response) {
        String name = request.getParameter("name");
        // ok: java.header-injection
        response.setHeader("X-Name", URLEncoder.encode(name, StandardCharsets.UTF_8));
        // ok: java.header-injection
        response.addHeader("Location", "/users");
    }
}
