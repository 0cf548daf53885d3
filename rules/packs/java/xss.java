import java.io.PrintWriter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.owasp.encoder.Encode;

class Xss {
    void found(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        String page = "<p>Hello " + name + "</p>";
        // ruleid: java.xss
        response.getWriter().println(page);
    }

    void foundLater(HttpServletRequest request, HttpServletResponse response) throws Exception {
        PrintWriter out = response.getWriter();
        // ruleid: java.xss
        out.write(request.getHeader("X-Name"));
    }

    void nearMiss(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = Encode.forHtml(request.getParameter("name"));
        String page = "<p>Hello " + name + "</p>";
        // ok: java.xss
        response.getWriter().println(page);
    }

    void nearMissFixed(HttpServletRequest request, HttpServletResponse response) throws Exception {
        PrintWriter out = response.getWriter();
        // ok: java.xss
        out.write("<p>Hello</p>");
    }
}
