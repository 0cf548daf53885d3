class CookieFlags {
    void found(Cookie cookie) {
        // ruleid: java.cookie-flags
        cookie.setSecure(false);
        // ruleid: java.cookie-flags
        cookie.setHttpOnly(false);
    }

    void nearMisses(Cookie cookie) {
        // ok: java.cookie-flags
        cookie.setSecure(true);
        // ok: java.cookie-flags
        cookie.setMaxAge(0);
    }
}
