class PasswordEncoder {
    void found() {
        // ruleid: java.password-encoder
        NoOpPasswordEncoder.getInstance();
        // ruleid: java.password-encoder
        new StandardPasswordEncoder("secret");
    }

    void nearMisses() {
        // ok: java.password-encoder
        new BCryptPasswordEncoder();
        // ok: java.password-encoder
        PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }
}
