import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

class OpenRedirect {
    void found(HttpServletRequest request, HttpServletResponse response) throws Exception {
        // ruleid: java.open-redirect
        response.sendRedirect(request.getParameter("next"));
    }

    void foundLater(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String target = request.getHeader("Referer");
        // ruleid: java.open-redirect
        response.sendRedirect(target + "?done");
    }

    void nearMiss(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String target = request.getParameter("next");
        if (target.startsWith("/app/")) {
            // ok: java.open-redirect
            response.sendRedirect(target);
        }
    }

    void nearMissFixed(HttpServletRequest request, HttpServletResponse response) throws Exception {
        String target = request.getParameter("next");
        // ok: java.open-redirect
        response.sendRedirect("/home");
    }
}
