class BcryptRounds {
    void found() {
        // ruleid: java.bcrypt-rounds
        new BCryptPasswordEncoder(4);
        // ruleid: java.bcrypt-rounds
        BCrypt.gensalt(8);
    }

    void nearMisses() {
        // ok: java.bcrypt-rounds
        new BCryptPasswordEncoder();
        // ok: java.bcrypt-rounds
        new BCryptPasswordEncoder(12);
        // ok: java.bcrypt-rounds
        BCrypt.gensalt(12);
    }
}
