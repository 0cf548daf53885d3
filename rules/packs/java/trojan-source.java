class TrojanSource {
    void found() {
        // ruleid: java.trojan-source
        String role = "user‮ ⁦// check only if admin⁩ ⁦";
        // ruleid: java.trojan-source
        String name = "admin​";
    }

    void nearMiss() {
        // ok: java.trojan-source
        String role = "user\u202e";
        // ok: java.trojan-source
        String name = "שלום";
    }
}
