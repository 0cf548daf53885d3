import java.security.MessageDigest;

class WeakHash {
    void found() throws Exception {
        // ruleid: java.weak-hash
        MessageDigest a = MessageDigest.getInstance("MD5");
        // ruleid: java.weak-hash
        MessageDigest b = MessageDigest.getInstance("SHA-1", "SUN");
        // ruleid: java.weak-hash
        MessageDigest c = MessageDigest.getInstance("sha1");
    }

    void nearMisses(String name) throws Exception {
        // ok: java.weak-hash
        MessageDigest a = MessageDigest.getInstance("SHA-256");
        // ok: java.weak-hash
        Object b = Labels.getInstance("MD5");
        // ok: java.weak-hash
        MessageDigest c = MessageDigest.getInstance(name);
    }
}
