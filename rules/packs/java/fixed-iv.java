import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;

class FixedIv {
    void found() {
        // ruleid: java.fixed-iv
        new IvParameterSpec("0123456789abcdef".getBytes());
        // ruleid: java.fixed-iv
        new IvParameterSpec(new byte[16]);
        // ruleid: java.fixed-iv
        new GCMParameterSpec(128, "012345678901".getBytes(StandardCharsets.UTF_8));
    }

    void nearMisses(byte[] iv) {
        // ok: java.fixed-iv
        new IvParameterSpec(iv);
        // ok: java.fixed-iv
        new GCMParameterSpec(128, iv);
        // ok: java.fixed-iv
        new SecretKeySpec(iv, "AES");
    }
}
