import javax.servlet.http.HttpServletRequest;
import org.apache.velocity.app.Velocity;

class TemplateInjection {
    void found(HttpServletRequest request, VelocityContext context, Writer out) {
        String text = "Hello " + request.getParameter("name");
        // ruleid: java.template-injection
        Velocity.evaluate(context, out, "page", text);
    }

    public void render(VelocityContext context, Writer out, String text) {
        // ruleid: java.template-injection
        Velocity.evaluate(context, out, "page", text.trim());
    }

    void nearMiss(HttpServletRequest request, VelocityContext context, Writer out) {
        context.put("name", request.getParameter("name"));
        // ok: java.template-injection
        Velocity.evaluate(context, out, "page", "Hello $name");
    }

    public void nearMissFixed(VelocityContext context, Writer out, String text) {
        // ok: java.template-injection
        Velocity.evaluate(context, out, text, "Hello");
    }
}
