class CorsAny {
    void found(CorsConfiguration config, HttpServletResponse response) {
        // ruleid: java.cors-any
        config.addAllowedOrigin("*");
        // ruleid: java.cors-any
        response.setHeader("Access-Control-Allow-Origin", "*");
    }

    void nearMisses(CorsConfiguration config, HttpServletResponse response) {
        // ok: java.cors-any
        config.addAllowedOrigin("https://app.example.com");
        // ok: java.cors-any
        response.setHeader("Cache-Control", "*");
    }
}
