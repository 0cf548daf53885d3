import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.reflect.Executable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Looks up classes and their members by their names in full. */
class Lookup {
    static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Lookup.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            int cut = name.lastIndexOf('.');
            String owner = name.substring(0, Math.max(cut, 0));
            return cut > 0 && Character.isUpperCase(owner.charAt(owner.lastIndexOf('.') + 1)) && Character.isUpperCase(name.charAt(cut + 1))
                ? load(owner + "$" + name.substring(cut + 1)) : null;
        }
    }

    static boolean has(Class<?> c, String member) {
        Stream<String> methods = Stream.concat(Arrays.stream(c.getMethods()), Arrays.stream(c.getDeclaredMethods())).map(Executable::getName);
        return methods.anyMatch(member::equals) || Arrays.stream(c.getFields()).anyMatch(f -> f.getName().equals(member))
            || Arrays.stream(Object.class.getMethods()).anyMatch(m -> m.getName().equals(member));
    }

    static String quoted(List<String> names) {
        return "[" + String.join(",", names.stream().map(n -> "\"" + n + "\"").toList()) + "]";
    }

    public static void main(String[] args) throws Exception {
        List<String> found = new ArrayList<>(), missing = new ArrayList<>();
        for (String name : new BufferedReader(new InputStreamReader(System.in)).lines().toList()) {
            int cut = name.lastIndexOf('.');
            Class<?> itself = load(name), owner = load(name.substring(0, cut));
            if (itself != null) {
                found.add(name);
            } else if (owner != null) {
                (has(owner, name.substring(cut + 1)) ? found : missing).add(name);
            } else if (name.startsWith("java.")) {
                missing.add(name);
            }
        }
        System.out.println("{\"found\":" + quoted(found) + ",\"missing\":" + quoted(missing) + "}");
    }
}
