import java.security.SecureRandom;

class FixedSeed {
    void found() {
        // ruleid: java.fixed-seed
        SecureRandom a = new SecureRandom("seed".getBytes());
        SecureRandom b = new SecureRandom();
        // ruleid: java.fixed-seed
        b.setSeed(42L);
    }

    void nearMisses(byte[] more, Random other) {
        // ok: java.fixed-seed
        SecureRandom a = new SecureRandom();
        SecureRandom b = new SecureRandom();
        // ok: java.fixed-seed
        b.setSeed(more);
        // ok: java.fixed-seed
        other.setSeed(42L);
    }
}
