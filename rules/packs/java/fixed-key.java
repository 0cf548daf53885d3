import javax.crypto.spec.SecretKeySpec;

class FixedKey {
    void found(Builder builder) {
        // ruleid: java.fixed-key
        new SecretKeySpec("0123456789abcdef".getBytes(), "AES");
        // ruleid: java.fixed-key
        Algorithm.HMAC256("not so secret");
        // ruleid: java.fixed-key
        builder.setSigningKey("not so secret");
    }

    void nearMisses(byte[] key, Builder builder) {
        // ok: java.fixed-key
        new SecretKeySpec(key, "AES");
        // ok: java.fixed-key
        Algorithm.HMAC256(System.getenv("KEY"));
        // ok: java.fixed-key
        builder.setName("not so secret");
    }
}
