"""Pages under a private link: the result, its downloads, retake, consents, deletion."""
