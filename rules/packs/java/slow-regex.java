class SlowRegex {
    void found(String text) {
        // ruleid: java.slow-regex
        Pattern.compile("^(a+)+$");
        // ruleid: java.slow-regex
        text.matches("([a-z]+)*!");
    }

    void nearMisses(String text) {
        // ok: java.slow-regex
        Pattern.compile("^(a+)$");
        // ok: java.slow-regex
        text.matches("[a-z]*!");
    }
}
