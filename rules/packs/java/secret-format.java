class SecretFormat {
    // ruleid: java.secret-format
    String aws = "AKIAQ3EGRZTVPYKXWB2M";
    // ruleid: java.secret-format
    String github = "ghp_Zt7qLmN4vXcR8sWkYb3hJfD6gAeP1uQo9iTz";

    // ok: java.secret-format
    String a = "AKIAIOSFODNN7EXAMPLE";
    // ok: java.secret-format
    String b = "ghp_";
}
