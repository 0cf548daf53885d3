class DebugSecurity {
    void found(WebSecurity web, Engine engine) {
        // ruleid: java.debug-security
        web.debug(true);
        // ruleid: java.debug-security
        engine.setDebugMode(true);
    }

    void nearMisses(WebSecurity web, Engine engine) {
        // ok: java.debug-security
        web.debug(false);
        // ok: java.debug-security
        engine.setDebugMode(false);
    }
}
