import java.net.URL;
import javax.servlet.http.HttpServletRequest;
import org.springframework.web.client.RestTemplate;

class Ssrf {
    void found(HttpServletRequest request) throws Exception {
        // ruleid: java.ssrf
        URL url = new URL(request.getParameter("url"));
        use(url.openStream());
    }

    void foundHost(HttpServletRequest request, RestTemplate client) {
        String host = request.getParameter("host");
        // ruleid: java.ssrf
        client.getForObject("https://" + host + "/items", String.class);
    }

    void nearMiss(HttpServletRequest request) throws Exception {
        String target = request.getParameter("url");
        if (target.equals("https://a.example.com/")) {
            // ok: java.ssrf
            use(new URL(target).openStream());
        }
    }

    void nearMissFixed(HttpServletRequest request, RestTemplate client) {
        String host = request.getParameter("host");
        // ok: java.ssrf
        client.getForObject("https://a.example.com/items", host.getClass());
    }
}
