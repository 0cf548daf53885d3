import javax.naming.Context;
import javax.naming.InitialContext;
import javax.servlet.http.HttpServletRequest;

class JndiInjection {
    void found(HttpServletRequest request, Context context) throws Exception {
        // ruleid: java.jndi-injection
        context.lookup(request.getParameter("name"));
        InitialContext initial = new InitialContext();
        // ruleid: java.jndi-injection
        initial.lookup("java:comp/env/" + request.getParameter("name"));
    }

    void nearMisses(HttpServletRequest request, Context context) throws Exception {
        // ok: java.jndi-injection
        context.lookup("java:comp/env/jdbc/app");
        InitialContext initial = new InitialContext();
        // ok: java.jndi-injection
        initial.bind(request.getParameter("name"), context);
    }
}
