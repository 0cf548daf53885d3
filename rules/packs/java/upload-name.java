class UploadName {
    void found(MultipartFile upload, File folder, Path path) throws Exception {
        // ruleid: java.upload-name
        upload.transferTo(new File(folder, upload.getOriginalFilename()));
        // ruleid: java.upload-name
        upload.transferTo(path.resolve(upload.getOriginalFilename()));
    }

    void nearMisses(MultipartFile upload, File folder, Path path) throws Exception {
        // ok: java.upload-name
        upload.transferTo(new File(folder, UUID.randomUUID().toString()));
        // ok: java.upload-name
        upload.transferTo(path.resolve(FilenameUtils.getName(upload.getOriginalFilename())));
    }
}
