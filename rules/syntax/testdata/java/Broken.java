public class Broken {
    void a( {
        foo(1, new int[] {2, 3);
        if (x == ) {
            String s = "never ended;
    }
    int b( { return 'x; }
