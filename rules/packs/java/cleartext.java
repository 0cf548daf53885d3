import java.net.URI;
import java.net.URL;

class Cleartext {
    void found() throws Exception {
        // ruleid: java.cleartext
        use(new URL("http://api.example.org/users"));
        // ruleid: java.cleartext
        use(URI.create("http://api.example.org/users"));
    }

    void nearMisses(String address) throws Exception {
        // ok: java.cleartext
        use(new URL("https://api.example.org/users"));
        // ok: java.cleartext
        use(URI.create("http://localhost:8080/users"));
        // ok: java.cleartext
        use(new URL(address));
    }
}
