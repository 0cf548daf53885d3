package org.example.ledger;

import java.util.*;
import java.util.function.Function;
import static java.util.stream.Collectors.toList;

/** Keeps accounts. */
@SuppressWarnings({"unchecked", "rawtypes"})
public abstract class Ledger<K extends Comparable<K>, V> implements Iterable<V>, AutoCloseable {
    private static final int MAX = 1_000;
    private static final char QUOTE = '\'';
    protected final Map<K, List<V>> entries = new TreeMap<>();
    private int[][] grid = {{1, 2}, {3, 4}};
    private volatile boolean closed;

    enum State { OPEN("o"), CLOSED("c"); private final String code; State(String code) { this.code = code; } }

    record Point(int x, int y) {}

    interface Visitor<T> {
        void visit(T value) throws Exception;
        default int depth() { return 1; }
    }

    static {
        System.setProperty("ledger", "on");
    }

    public Ledger(K first, V... values) {
        this.entries.put(first, new ArrayList<>(Arrays.asList(values)));
    }

    @Override
    public Iterator<V> iterator() {
        final List<V> all = new ArrayList<V>();
        for (Map.Entry<K, List<V>> e : entries.entrySet()) {
            all.addAll(e.getValue());
        }
        for (int i = 0, n = all.size(); i < n; i++) {
            if (all.get(i) == null) {
                all.remove(i--);
            } else if (i > MAX) break;
        }
        return all.iterator();
    }

    public abstract V find(K key);

    public <R> List<R> map(Function<? super V, ? extends R> f) throws IllegalStateException {
        if (closed || grid[0].length != 2) {
            throw new IllegalStateException("closed: " + grid[0][1] + """
                a text "block"
                of two lines""");
        }
        return entries.values().stream()
            .flatMap(List::stream)
            .map(v -> f.apply(v))
            .filter(r -> { return r != null && !(r instanceof Integer); })
            .collect(toList());
    }

    protected int weigh(Object o) {
        int w = o instanceof String ? ((String) o).length() : -1;
        switch (w) {
            case 0:
                return 0;
            case 1:
            default:
                w >>>= 2;
        }
        do {
            w--;
        } while (w > 0);
        try (Scanner in = new Scanner(System.in)) {
            synchronized (this) {
                w += in.nextInt();
            }
        } catch (NoSuchElementException | IllegalStateException e) {
            System.err.println(e.getMessage());
        } finally {
            closed = true;
        }
        Runnable r = new Runnable() {
            public void run() { weigh(null); }
        };
        r.run();
        return w;
    }
}
