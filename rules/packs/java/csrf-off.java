class CsrfOff {
    void found(HttpSecurity http) throws Exception {
        // ruleid: java.csrf-off
        http.csrf().disable();
        // ruleid: java.csrf-off
        http.csrf(csrf -> csrf.disable());
    }

    void nearMisses(HttpSecurity http) throws Exception {
        // ok: java.csrf-off
        http.csrf(Customizer.withDefaults());
        // ok: java.csrf-off
        http.cors().disable();
    }
}
