;; Drives eglot in a batch Emacs. Arguments: the file to edit, which ends where a completion is wanted; what is wanted
;; there; a text whose completion is withheld; the rule that withholds it.
(require 'eglot)
(setq eglot-autoshutdown t eglot-sync-connect 30 eglot-events-buffer-config '(:size 0) eglot-extend-to-xref nil
      eglot-confirm-server-edits nil eglot-report-progress nil)
(add-to-list 'eglot-server-programs '(python-mode . ("sluice" "serve")))
(pcase-setq `(,file ,wanted ,bad ,rule) command-line-args-left)
(setq command-line-args-left nil)

(defun until (what state)
  (let ((end (+ (float-time) 60)) seen)
    (while (and (not (setq seen (funcall state))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless seen (error "%s: not in time; there is\n%s" what (buffer-string)))
    (message "ok: %s" what)
    seen))

(defvar takes 0 "How often another text was asked about; what was answered once is not asked for again.")

(defun fresh (text)
  "Replace the buffer's text by TEXT, and go to its end."
  (erase-buffer)
  (insert (format "# take %d\n" (setq takes (1+ takes))) text)
  (eglot--signal-textDocument/didChange))

(find-file file)
(python-mode)
(call-interactively #'eglot)
(until "eglot manages the buffer" #'eglot-managed-p)

(let ((text (string-trim-right (buffer-string))))
  (until "the completion is accepted"
         (lambda () ; the embedded model may not have read the workspace yet
           (fresh text)
           (completion-at-point)
           (string-match-p (regexp-quote (concat "return hashlib." wanted)) (buffer-string)))))

(flymake-mode 1)
(until "the finding"
       (lambda ()
         (flymake-start)
         (seq-some (lambda (d) (string-match-p "MD5 and SHA-1" (flymake-diagnostic-text d))) (flymake-diagnostics))))
(goto-char (point-min))
(search-forward "hashlib.md5")
(goto-char (match-beginning 0))
(let* ((actions (eglot-code-actions (point) (point) "quickfix"))
       (fix (seq-find (lambda (a) (eq (plist-get a :isPreferred) t)) actions)))
  (eglot-execute (eglot-current-server) fix))
(until "the fix" (lambda () (not (string-match-p "md5" (buffer-string)))))

(fresh bad)
(let ((before (buffer-string)))
  (ignore-errors (completion-at-point))
  (unless (equal before (buffer-string)) (error "something was inserted that a rule forbids:\n%s" (buffer-string))))
(let ((page (plist-get (eglot-execute (eglot-current-server) '(:command "sluice.server.explain" :arguments [])) :markdown)))
  (dolist (part (list "sluice: 0 shown" rule "open("))
    (unless (string-match-p (regexp-quote part) page) (error "%s is not on the page:\n%s" part page))))
(message "ok: withheld and explained")
(set-buffer-modified-p nil)
(message "version %s" emacs-version)
