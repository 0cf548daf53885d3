import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;

class TrustBoundary {
    void found(HttpServletRequest request) {
        String name = request.getParameter("name");
        // ruleid: java.trust-boundary
        request.getSession().setAttribute("user", name);
        HttpSession session = request.getSession();
        // ruleid: java.trust-boundary
        session.setAttribute(name, "10340");
    }

    void nearMisses(HttpServletRequest request, User user) {
        String name = request.getParameter("name");
        // ok: java.trust-boundary
        request.getSession().setAttribute("user", user.getId());
        HttpSession session = request.getSession();
        // ok: java.trust-boundary
        session.setAttribute("page", Integer.parseInt(request.getParameter("page")));
    }
}
