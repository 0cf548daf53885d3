class PasswordText {
    // ruleid: java.password-text
    private static final String PASSWORD = "Tr0ub4dor&3x";

    void found() {
        // ruleid: java.password-text
        String apiKey = "9f8a7b6c5d4e3f2a";
        use(apiKey);
    }

    void nearMisses() {
        // ok: java.password-text
        String password = System.getenv("PASSWORD");
        // ok: java.password-text
        String secret = "secret";
        // ok: java.password-text
        String color = "9f8a7b6c5d4e3f2a";
        use(password, secret, color);
    }
}
