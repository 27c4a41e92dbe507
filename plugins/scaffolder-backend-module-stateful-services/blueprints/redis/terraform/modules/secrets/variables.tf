variable "name" {
  description = "Name of the release."
  type        = string
}

variable "namespace" {
  description = "Namespace of the release."
  type        = string
}

variable "values" {
  description = "Values of the chart, which name the Secret and its key."
  type        = any
}

variable "password_revision" {
  description = "Raise it to write a new password; members take it up at their next restart."
  type        = number
}
