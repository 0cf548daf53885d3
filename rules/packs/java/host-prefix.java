class HostPrefix {
    boolean found(String url, String referer) {
        // ruleid: java.host-prefix
        boolean a = url.startsWith("https://example.com");
        // ruleid: java.host-prefix
        return a || referer.startsWith("http://www.example.org");
    }

    boolean nearMisses(String url) {
        // ok: java.host-prefix
        boolean a = url.startsWith("https://example.com/");
        // ok: java.host-prefix
        return a || url.startsWith("https://");
    }
}
