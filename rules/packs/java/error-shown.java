class ErrorShown {
    void found(HttpServletResponse response, Exception e) throws Exception {
        // ruleid: java.error-shown
        e.printStackTrace(response.getWriter());
        // ruleid: java.error-shown
        response.sendError(500, e.getMessage());
    }

    void nearMisses(HttpServletResponse response, Exception e) throws Exception {
        // ok: java.error-shown
        response.sendError(500);
        // ok: java.error-shown
        log.error("handling the request", e);
    }
}
