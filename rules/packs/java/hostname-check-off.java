import org.apache.http.conn.ssl.NoopHostnameVerifier;

class HostnameCheckOff {
    void found(Client client) {
        // ruleid: java.hostname-check-off
        client.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);
        // ruleid: java.hostname-check-off
        client.setSSLHostnameVerifier(new NoopHostnameVerifier());
    }

    void nearMisses(Client client) {
        // ok: java.hostname-check-off
        client.setSSLHostnameVerifier(new DefaultHostnameVerifier());
        // ok: java.hostname-check-off
        client.setName(NoopName.INSTANCE);
    }
}
