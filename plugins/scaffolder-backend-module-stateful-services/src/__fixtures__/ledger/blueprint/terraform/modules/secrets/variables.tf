variable "name" {
  description = "Name of the release."
  type        = string
}

variable "namespace" {
  description = "Namespace of the release."
  type        = string
}

variable "values" {
  description = "Values of the chart."
  type        = any
}

variable "password_revision" {
  description = "Raise it to write new passwords."
  type        = number
}
