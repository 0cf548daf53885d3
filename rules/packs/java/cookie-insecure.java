class CookieInsecure {
    void found(HttpServletResponse response, String value) {
        Cookie cookie = new Cookie("id", value);
        cookie.setHttpOnly(true);
        // ruleid: java.cookie-insecure
        response.addCookie(cookie);
    }

    void alsoFound(HttpServletResponse response, String value) {
        Cookie c = new Cookie("session", value);
        // ruleid: java.cookie-insecure
        response.addCookie(c);
    }

    void nearMiss(HttpServletResponse response, String value) {
        Cookie cookie = new Cookie("id", value);
        cookie.setSecure(true);
        // ok: java.cookie-insecure
        response.addCookie(cookie);
    }

    void otherNearMiss(HttpServletResponse response, Cookie cookie) {
        // ok: java.cookie-insecure
        response.addCookie(cookie);
    }
}
