class OpenToAll {
    void found(Rules rules, HttpSecurity http) {
        // ruleid: java.open-to-all
        rules.anyRequest().permitAll();
        // ruleid: java.open-to-all
        http.authorizeRequests().antMatchers("/**").permitAll();
    }

    void nearMiss(Rules rules, HttpSecurity http) {
        // ok: java.open-to-all
        rules.anyRequest().authenticated();
        // ok: java.open-to-all
        http.authorizeRequests().antMatchers("/css/**").permitAll();
    }
}
