import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.servlet.http.HttpServletRequest;

class LdapInjection {
    void found(HttpServletRequest request, DirContext context) throws Exception {
        String filter = "(uid=" + request.getParameter("name") + ")";
        // ruleid: java.ldap-injection
        context.search("dc=example", filter, controls);
    }

    public Object find(InitialDirContext context, String name) throws Exception {
        // ruleid: java.ldap-injection
        return context.search("dc=example", "(uid=" + name + ")", controls);
    }

    void nearMiss(HttpServletRequest request, DirContext context) throws Exception {
        String name = request.getParameter("name");
        // ok: java.ldap-injection
        context.search("dc=example", "(uid={0})", new Object[] {name}, controls);
    }

    public Object nearMissFixed(InitialDirContext context, String name) throws Exception {
        // ok: java.ldap-injection
        return context.search("dc=example", "(uid=admin)", controls);
    }
}
