;; Drives eglot in a batch Emacs. The file to edit is the first argument; the text to complete ends it.
(require 'eglot)
(setq eglot-autoshutdown t eglot-sync-connect 30 eglot-events-buffer-config '(:size 0) eglot-extend-to-xref nil
      eglot-confirm-server-edits nil eglot-report-progress nil)
(add-to-list 'eglot-server-programs '(python-mode . ("sluice" "serve")))

(defun until (what state)
  (let ((end (+ (float-time) 60)) seen)
    (while (and (not (setq seen (funcall state))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (unless seen (error "%s: not in time; there is\n%s" what (buffer-string)))
    (message "ok: %s" what)
    seen))

(find-file (car command-line-args-left))
(setq command-line-args-left nil)
(python-mode)
(call-interactively #'eglot)
(until "eglot manages the buffer" #'eglot-managed-p)

(goto-char (point-max))
(skip-chars-backward "\n")
(eglot--signal-textDocument/didChange)
(until "the completion is accepted"
       (lambda ()
         (completion-at-point)
         (string-match-p "return hashlib.sha256(data).hexdigest()" (buffer-string))))

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
(eglot-execute (eglot-current-server) '(:command "sluice.server.explain" :arguments []))
(set-buffer-modified-p nil)
(message "version %s" emacs-version)
