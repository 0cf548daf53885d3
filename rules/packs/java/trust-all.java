class TrustAll implements X509TrustManager {
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
        delegate.checkClientTrusted(chain, kind);
    }

    // ruleid: java.trust-all
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
    }

    void found(Builder builder) {
        // ruleid: java.trust-all
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
    }
}

class Near implements X509TrustManager {
    // ok: java.trust-all
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        delegate.checkServerTrusted(chain, kind);
    }

    void near(Builder builder) {
        // ok: java.trust-all
        builder.trustManager(factory);
    }
}
