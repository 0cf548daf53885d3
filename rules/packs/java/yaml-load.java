import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.Constructor;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class YamlLoad {
    void found(String text) {
        // ruleid: java.yaml-load
        new Yaml().load(text);
        // ruleid: java.yaml-load
        Yaml yaml = new Yaml(new Constructor(Config.class));
    }

    void nearMisses(String text) {
        // ok: java.yaml-load
        new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        // ok: java.yaml-load
        new Yaml(options).dump(text);
        // ok: java.yaml-load
        new YamlReader().load(text);
    }
}
