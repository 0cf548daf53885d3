import java.security.MessageDigest;
import javax.crypto.Mac;

class WeakHash {
    static final String NAME = "MD5";

    void found() throws Exception {
        // ruleid: java.weak-hash
        MessageDigest a = MessageDigest.getInstance("MD5");
        // ruleid: java.weak-hash
        MessageDigest b = java.security.MessageDigest.getInstance("sha-1", provider);
        // ruleid: java.weak-hash
        MessageDigest c = MessageDigest.getInstance(NAME);
        // ruleid: java.weak-hash
        Mac d = Mac.getInstance("HmacMD5");
    }

    void nearMisses(Registry registry) throws Exception {
        // ok: java.weak-hash
        MessageDigest a = MessageDigest.getInstance("SHA-256");
        // ok: java.weak-hash
        Object b = registry.getInstance("MD5");
        // ok: java.weak-hash
        Mac c = Mac.getInstance("HmacSHA256");
    }
}
