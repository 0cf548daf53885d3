import org.apache.commons.codec.digest.DigestUtils;

class WeakDigest {
    void found(String data) {
        // ruleid: java.weak-digest
        DigestUtils.md5Hex(data);
        // ruleid: java.weak-digest
        Hashing.sha1().hashBytes(data.getBytes());
    }

    void nearMisses(String data) {
        // ok: java.weak-digest
        DigestUtils.sha256Hex(data);
        // ok: java.weak-digest
        Hashing.sha256().hashBytes(data.getBytes());
        // ok: java.weak-digest
        report.md5Hex(data);
    }
}
