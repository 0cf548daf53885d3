class JwtUnverified {
    void found(String token) {
        // ruleid: java.jwt-unverified
        Jwts.parser().build().parseClaimsJwt(token);
        // ruleid: java.jwt-unverified
        JWT.require(Algorithm.none()).build().verify(token);
        // ruleid: java.jwt-unverified
        builder.setSkipSignatureVerification();
    }

    void nearMisses(String token, SecretKey key) {
        // ok: java.jwt-unverified
        Jwts.parser().verifyWith(key).build().parseSignedClaims(token);
        // ok: java.jwt-unverified
        JWT.require(Algorithm.HMAC256(key)).build().verify(token);
    }
}
