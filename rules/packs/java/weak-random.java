class WeakRandom {
    void found() {
        // ruleid: java.weak-random
        String token = Long.toHexString(new Random().nextLong());
        // ruleid: java.weak-random
        double sessionToken = Math.random();
        // ruleid: java.weak-random
        String password = RandomStringUtils.randomAlphanumeric(12);
    }

    void nearMisses() {
        // ok: java.weak-random
        String token = Long.toHexString(new SecureRandom().nextLong());
        // ok: java.weak-random
        double delay = Math.random();
        // ok: java.weak-random
        int index = new Random().nextInt(10);
    }

    String resetToken() {
        // ruleid: java.weak-random
        return Long.toHexString(new Random().nextLong());
    }

    int color() {
        // ok: java.weak-random
        return new Random().nextInt(256);
    }
}
