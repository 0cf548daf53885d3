import java.security.KeyPairGenerator;

class SmallKey {
    void found() throws Exception {
        KeyPairGenerator a = KeyPairGenerator.getInstance("RSA");
        // ruleid: java.small-key
        a.initialize(1024);
        KeyPairGenerator b = KeyPairGenerator.getInstance("DSA");
        // ruleid: java.small-key
        b.initialize(512, random);
    }

    void nearMisses(Grid grid) throws Exception {
        KeyPairGenerator a = KeyPairGenerator.getInstance("RSA");
        // ok: java.small-key
        a.initialize(3072);
        KeyPairGenerator b = KeyPairGenerator.getInstance("EC");
        // ok: java.small-key
        b.initialize(256);
        // ok: java.small-key
        grid.initialize(100);
    }
}
