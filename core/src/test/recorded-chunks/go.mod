module recorded-chunks

go 1.24

require github.com/tmc/langchaingo v0.1.14
