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
  description = "Raise it to write a new password, then run scripts/rotate-password.sh."
  type        = number
}
