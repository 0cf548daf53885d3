import javax.net.ssl.SSLContext;

class OldTls {
    void found() throws Exception {
        // ruleid: java.old-tls
        SSLContext a = SSLContext.getInstance("SSLv3");
        // ruleid: java.old-tls
        SSLContext b = SSLContext.getInstance("TLSv1.1");
    }

    void nearMisses() throws Exception {
        // ok: java.old-tls
        SSLContext a = SSLContext.getInstance("TLSv1.3");
        // ok: java.old-tls
        SSLContext b = SSLContext.getInstance("TLS");
    }
}
