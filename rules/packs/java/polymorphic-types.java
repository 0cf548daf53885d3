class PolymorphicTypes {
    void found(ObjectMapper mapper, Kryo kryo) {
        // ruleid: java.polymorphic-types
        mapper.activateDefaultTyping(LaissezFaireSubTypeValidator.instance);
        // ruleid: java.polymorphic-types
        kryo.setRegistrationRequired(false);
        // ruleid: java.polymorphic-types
        ParserConfig.getGlobalInstance().setAutoTypeSupport(true);
    }

    void nearMisses(ObjectMapper mapper, Kryo kryo) {
        // ok: java.polymorphic-types
        mapper.activateDefaultTyping(validator);
        // ok: java.polymorphic-types
        kryo.setRegistrationRequired(true);
        // ok: java.polymorphic-types
        ParserConfig.getGlobalInstance().setAutoTypeSupport(false);
    }
}
