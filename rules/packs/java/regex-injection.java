import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

class RegexInjection {
    void found(HttpServletRequest request, String line) {
        String text = request.getParameter("text");
        // ruleid: java.regex-injection
        Pattern.compile(text);
        // ruleid: java.regex-injection
        line.matches("^" + text);
    }

    void nearMisses(HttpServletRequest request, String line) {
        String text = request.getParameter("text");
        // ok: java.regex-injection
        Pattern.compile(Pattern.quote(text));
        // ok: java.regex-injection
        line.matches("^a");
    }
}
