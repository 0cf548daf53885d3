import javax.crypto.KeyGenerator;
import javax.crypto.SecretKeyFactory;

class WeakCipherKey {
    void found() throws Exception {
        // ruleid: java.weak-cipher-key
        KeyGenerator a = KeyGenerator.getInstance("DES");
        // ruleid: java.weak-cipher-key
        SecretKeyFactory b = SecretKeyFactory.getInstance("PBEWithMD5AndDES");
    }

    void nearMisses() throws Exception {
        // ok: java.weak-cipher-key
        KeyGenerator a = KeyGenerator.getInstance("AES");
        // ok: java.weak-cipher-key
        SecretKeyFactory b = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
    }
}
