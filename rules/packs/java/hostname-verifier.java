class HostnameCheck implements HostnameVerifier {
    void found(HttpsURLConnection connection) {
        // ruleid: java.hostname-verifier
        connection.setHostnameVerifier((host, session) -> true);
        // ruleid: java.hostname-verifier
        HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
    }

    // ruleid: java.hostname-verifier
    public boolean verify(String host, SSLSession session) {
        return true;
    }
}

class Near implements HostnameVerifier {
    void near(HttpsURLConnection connection) {
        // ok: java.hostname-verifier
        connection.setHostnameVerifier((host, session) -> standard.verify(host, session));
        // ok: java.hostname-verifier
        connection.setFollowRedirects((host, session) -> true);
    }

    // ok: java.hostname-verifier
    public boolean verify(String host, SSLSession session) {
        return standard.verify(host, session);
    }
}
