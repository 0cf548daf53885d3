import javax.crypto.Cipher;

class WeakCipher {
    void found() throws Exception {
        // ruleid: java.weak-cipher
        Cipher a = Cipher.getInstance("DES");
        // ruleid: java.weak-cipher
        Cipher b = Cipher.getInstance("AES/ECB/PKCS5Padding");
        // ruleid: java.weak-cipher
        Cipher c = Cipher.getInstance("AES", "SunJCE");
        // ruleid: java.weak-cipher
        Cipher d = javax.crypto.Cipher.getInstance("desede/CBC/PKCS5Padding");
    }

    void nearMisses(Registry registry) throws Exception {
        // ok: java.weak-cipher
        Cipher a = Cipher.getInstance("AES/GCM/NoPadding");
        // ok: java.weak-cipher
        Cipher b = Cipher.getInstance("ChaCha20-Poly1305");
        // ok: java.weak-cipher
        Object c = registry.getInstance("DES");
    }
}
