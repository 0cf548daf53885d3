import javax.crypto.spec.PBEKeySpec;

class PasswordRounds {
    static final int ROUNDS = 1000;

    void found(char[] password, byte[] salt) {
        // ruleid: java.password-rounds
        new PBEKeySpec(password, salt, 100, 256);
        // ruleid: java.password-rounds
        new PBEKeySpec(password, salt, ROUNDS, 256);
    }

    void nearMisses(char[] password, byte[] salt, int rounds) {
        // ok: java.password-rounds
        new PBEKeySpec(password, salt, 600000, 256);
        // ok: java.password-rounds
        new PBEKeySpec(password, salt, rounds, 256);
        // ok: java.password-rounds
        new PBEKeySpec(password);
    }
}
