import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.zip.ZipEntry;
import javax.servlet.http.HttpServletRequest;
import org.apache.commons.io.FilenameUtils;

class PathTraversal {
    void found(HttpServletRequest request) throws Exception {
        String name = request.getParameter("name");
        // ruleid: java.path-traversal
        use(new FileInputStream("/srv/files/" + name));
    }

    void foundPath(HttpServletRequest request) throws Exception {
        Path path = Paths.get("/srv/files", request.getParameter("name"));
        // ruleid: java.path-traversal
        use(Files.readAllBytes(path));
    }

    void nearMiss(HttpServletRequest request) throws Exception {
        String name = FilenameUtils.getName(request.getParameter("name"));
        // ok: java.path-traversal
        use(new FileInputStream("/srv/files/" + name));
    }

    void nearMissFixed(HttpServletRequest request) throws Exception {
        String name = request.getParameter("name");
        // ok: java.path-traversal
        use(new FileInputStream("/srv/files/index"), name);
    }

    public void foundNamed(String name) throws Exception {
        File file = new File(folder, name);
        // ruleid: java.path-traversal
        use(new FileInputStream(file));
    }

    void foundEntry(File folder, ZipEntry entry) throws Exception {
        // ruleid: java.path-traversal
        use(new FileOutputStream(new File(folder, entry.getName())));
    }

    void nearMissEntry(Path folder, ZipEntry entry) throws Exception {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new SecurityException("the entry leaves the folder");
        }
        // ok: java.path-traversal
        use(Files.newOutputStream(path));
    }

    public void nearMissGiven(String path) throws Exception {
        // ok: java.path-traversal
        use(new FileInputStream(path));
    }

    public void nearMissChecked(String name) throws Exception {
        Path path = folder.toPath().resolve(name).normalize();
        if (!path.startsWith(folder.toPath())) {
            throw new SecurityException(name);
        }
        // ok: java.path-traversal
        use(Files.newInputStream(path));
    }

    void nearMissCanonical(HttpServletRequest request) throws Exception {
        File file = new File(folder, request.getParameter("name"));
        if (!file.getCanonicalPath().startsWith(folder.getCanonicalPath() + File.separator)) {
            throw new SecurityException("outside of the folder");
        }
        // ok: java.path-traversal
        use(new FileInputStream(file));
    }
}
