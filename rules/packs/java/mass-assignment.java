import javax.servlet.http.HttpServletRequest;
import org.apache.commons.beanutils.BeanUtils;
import org.springframework.web.bind.ServletRequestDataBinder;

class MassAssignment {
    void found(HttpServletRequest request, User user) throws Exception {
        // ruleid: java.mass-assignment
        BeanUtils.populate(user, request.getParameterMap());
        // ruleid: java.mass-assignment
        new ServletRequestDataBinder(user).bind(request);
    }

    void nearMiss(HttpServletRequest request, User user, Map<String, String> defaults) throws Exception {
        // ok: java.mass-assignment
        BeanUtils.populate(user, defaults);
        // ok: java.mass-assignment
        user.setName(request.getParameter("name"));
    }
}
